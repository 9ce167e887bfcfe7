using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Identity.Factors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Site.Account.Network;

/// <summary>Sends people to the identity provider of the network. A link, since the page's policy lets no form lead to another site.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public class NetworkSignInController(IOptions<AccountOptions> accounts) : Controller
{
    [HttpGet(AccountAddresses.NetworkSignIn)]
    public IActionResult Leave([FromQuery(Name = "retour")] string? returnUrl) =>
        accounts.Value.Oidc.IsOn
            ? Challenge(
                new AuthenticationProperties { RedirectUri = Url.IsLocalUrl(returnUrl) ? returnUrl : AccountAddresses.SignIn },
                NetworkSignInSetup.Scheme)
            : NotFound();
}
