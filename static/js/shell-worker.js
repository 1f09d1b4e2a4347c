// The service worker. It keeps the frame of the app: styles, scripts, signs, and one page for when there is no network.
// No other page, no answer and no photo ever enters its store. What the frame consists of is told by /sw.js, in SHELL.
(function () {
  "use strict";

  var NAME = "shell-" + SHELL.version;

  function keep(cache, address) {
    // Without cookies: what is kept is what any visitor gets.
    return fetch(address, { credentials: "omit", cache: "no-cache" }).then(function (answer) {
      if (!answer.ok || answer.redirected) throw new Error(address + " answers " + answer.status);
      return cache.put(address, answer);
    });
  }

  self.addEventListener("install", function (event) {
    event.waitUntil(
      caches.open(NAME).then(function (cache) {
        return Promise.all(SHELL.files.concat(SHELL.offline).map(function (address) {
          return keep(cache, address);
        }));
      }).then(function () { return self.skipWaiting(); })
    );
  });

  self.addEventListener("activate", function (event) {
    event.waitUntil(
      caches.keys().then(function (names) {
        return Promise.all(names.filter(function (name) { return name !== NAME; }).map(function (name) {
          return caches.delete(name);
        }));
      }).then(function () {
        // The page is asked for while the worker still wakes up.
        return self.registration.navigationPreload && self.registration.navigationPreload.enable();
      }).then(function () { return self.clients.claim(); })
    );
  });

  function kept(address) {
    return caches.open(NAME).then(function (cache) { return cache.match(address, { ignoreVary: true }); });
  }

  function page(event) {
    return Promise.resolve(event.preloadResponse).then(function (answer) {
      return answer || fetch(event.request);
    }).then(function (answer) {
      // Not from Drempel, but from what stands before it and could not reach it.
      if (answer.status === 502 || answer.status === 504) throw new Error("not reached");
      return answer;
    }).catch(function () { return kept(SHELL.offline); });
  }

  self.addEventListener("fetch", function (event) {
    var address = new URL(event.request.url);
    if (event.request.mode === "navigate") {
      event.respondWith(page(event));
    } else if (event.request.method === "GET" && address.origin === self.location.origin &&
               SHELL.files.indexOf(address.pathname) >= 0) {
      event.respondWith(kept(address.pathname).then(function (answer) { return answer || fetch(event.request); }));
    }
  });
})();
