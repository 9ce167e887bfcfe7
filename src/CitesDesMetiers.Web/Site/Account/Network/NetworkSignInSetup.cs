using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Platform.Identity.Factors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CitesDesMetiers.Web.Site.Account.Network;

/// <summary>
/// Registers the sign-in by OpenID Connect where <c>Accounts:Oidc</c> names a provider: authorization code flow with PKCE (OAuth 2.0 Security Best
/// Current Practice, RFC 9700). Tokens are read once and not kept.
/// </summary>
internal static class NetworkSignInSetup
{
    public const string Scheme = "oidc";

    public static void AddNetworkSignIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<NetworkSignIn>();
        if (string.IsNullOrEmpty(builder.Configuration[$"{AccountOptions.Section}:Oidc:Authority"]))
        {
            return;
        }

        builder.Services.AddAuthentication().AddOpenIdConnect(Scheme, _ => { });
        builder.Services.AddOptions<OpenIdConnectOptions>(Scheme).Configure<IOptions<AccountOptions>, IOptions<Core.Settings.SiteOptions>>(
            (oidc, accounts, site) => Configure(oidc, accounts.Value.Oidc, Cookies.IsSecure(site.Value)));
    }

    private static void Configure(OpenIdConnectOptions oidc, OidcOptions provider, bool isSecure)
    {
        oidc.Authority = provider.Authority;
        oidc.ClientId = provider.ClientId;
        oidc.ClientSecret = provider.ClientSecret.Length > 0 ? provider.ClientSecret : null;
        oidc.RequireHttpsMetadata = !new Uri(provider.Authority).IsLoopback;
        oidc.ResponseType = OpenIdConnectResponseType.Code;
        oidc.ResponseMode = OpenIdConnectResponseMode.Query;
        oidc.CallbackPath = AccountAddresses.NetworkSignInReturn;
        oidc.MapInboundClaims = false;
        oidc.GetClaimsFromUserInfoEndpoint = true;
        oidc.Scope.Add("email");
        oidc.ClaimActions.MapUniqueJsonKey(NetworkSignIn.Address, NetworkSignIn.Address);
        oidc.ClaimActions.MapUniqueJsonKey(NetworkSignIn.AddressIsVerified, NetworkSignIn.AddressIsVerified);
        foreach (var cookie in new[] { oidc.CorrelationCookie, oidc.NonceCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = isSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        }

        oidc.Events.OnTicketReceived = ReceiveAsync;
        oidc.Events.OnRemoteFailure = context =>
        {
            context.HttpContext.RequestServices.GetRequiredService<NetworkSignIn>().Refuse(context.Failure);
            context.Response.Redirect(AccountAddresses.NetworkSignInFailed);
            context.HandleResponse();
            return Task.CompletedTask;
        };
    }

    private static async Task ReceiveAsync(TicketReceivedContext context)
    {
        var signIn = context.HttpContext.RequestServices.GetRequiredService<NetworkSignIn>();
        context.Response.Redirect(await signIn.CompleteAsync(context.HttpContext, context.Principal!, context.ReturnUri));
        context.HandleResponse();
    }
}
