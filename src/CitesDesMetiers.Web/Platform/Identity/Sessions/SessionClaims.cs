using System.Globalization;
using System.Security.Claims;
using CitesDesMetiers.Core.Accounts;

namespace CitesDesMetiers.Web.Platform.Identity.Sessions;

/// <summary>What a request knows of its session, under the names of OpenID Connect Core 1.0 and RFC 8176.</summary>
internal static class SessionClaims
{
    public const string Method = "amr";
    private const string Id = "sid";
    private const string ConfirmedAt = "auth_time";

    public static void Add(ClaimsIdentity identity, Session session)
    {
        identity.AddClaim(new Claim(Id, session.Id.ToString(CultureInfo.InvariantCulture)));
        identity.AddClaim(new Claim(ConfirmedAt, session.ConfirmedAt.Ticks.ToString(CultureInfo.InvariantCulture)));
        foreach (var method in session.Methods.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            identity.AddClaim(new Claim(Method, method));
        }
    }

    public static int? SessionId(this ClaimsPrincipal user) =>
        int.TryParse(user.FindFirstValue(Id), CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>When the person last proved who they are, UTC.</summary>
    public static DateTime WasConfirmedAt(this ClaimsPrincipal user) =>
        long.TryParse(user.FindFirstValue(ConfirmedAt), CultureInfo.InvariantCulture, out var ticks)
            ? new DateTime(ticks, DateTimeKind.Utc)
            : DateTime.MinValue;
}
