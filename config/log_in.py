"""How one logs in, as far as it is the same everywhere: settings that no environment changes."""

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "participants.accounts.passwords.EasyToGuessValidator"},
]
# A link to choose one's first password (an invitation); for a forgotten one it is an hour (accounts.passwords).
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "participants:home"
ACCOUNT_LOGOUT_REDIRECT_URL = "participants:home"
ACCOUNT_ADAPTER = "participants.accounts.adapter.ClosedAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "participants.accounts.passwords.LinkGenerator"
# Guessing is counted in the database, where a count holds (participants.limits), and not in the cache.
ACCOUNT_RATE_LIMITS = {"login": "", "login_failed": "", "reauthenticate": ""}
USERSESSIONS_TRACK_ACTIVITY = False

MFA_ADAPTER = "participants.accounts.mfa.SecretsAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "participants.accounts.forms.CodeForm",
    "reauthenticate": "participants.accounts.forms.CodeAgainForm",
    "activate_totp": "participants.accounts.forms.ActivateForm",
    "add_webauthn": "participants.accounts.forms.AddPasskeyForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Drempel"
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True


def longer_list(path: str) -> dict[str, object]:
    """A validator that refuses what stands in this file."""
    return {
        "NAME": "django.contrib.auth.password_validation.CommonPasswordValidator",
        "OPTIONS": {"password_list_path": path},
    }
