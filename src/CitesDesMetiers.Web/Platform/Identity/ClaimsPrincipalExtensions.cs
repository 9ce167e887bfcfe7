using System.Globalization;
using System.Security.Claims;
using CitesDesMetiers.Core.Accounts;

namespace CitesDesMetiers.Web.Platform.Identity;

/// <summary>Reads from the session what the signed-in person may do.</summary>
internal static class ClaimsPrincipalExtensions
{
    public static int? UserId(this ClaimsPrincipal user) => Number(user, ClaimTypes.NameIdentifier);

    /// <summary>The Cité that a correspondent writes for; null for every other role.</summary>
    public static int? OwnCiteId(this ClaimsPrincipal user) =>
        user.IsInRole(nameof(Role.Correspondent)) ? Number(user, AccountClaims.CiteId) ?? -1 : null;

    public static string DisplayName(this ClaimsPrincipal user) => user.FindFirstValue(AccountClaims.DisplayName) ?? "";

    public static bool IsEditor(this ClaimsPrincipal user) => user.IsInRole(nameof(Role.Editor)) || user.IsInRole(nameof(Role.Administrator));

    public static bool MayApprove(this ClaimsPrincipal user) => user.IsEditor() && user.HasClaim(c => c.Type == AccountClaims.Approve);

    public static bool MaySend(this ClaimsPrincipal user) => user.IsEditor() && user.HasClaim(c => c.Type == AccountClaims.Send);

    /// <summary>Whether the person has an account. Members see members-only dates and contacts.</summary>
    public static bool IsMember(this ClaimsPrincipal user) => user.Identity?.IsAuthenticated == true;

    /// <summary>Whether the person may write something that belongs to this Cité. Editors write for every Cité, a correspondent for one.</summary>
    /// <param name="citeId">The Cité; null for the network.</param>
    public static bool MayWriteFor(this ClaimsPrincipal user, int? citeId) => user.IsEditor() || (citeId is not null && user.OwnCiteId() == citeId);

    private static int? Number(ClaimsPrincipal user, string claim) =>
        int.TryParse(user.FindFirstValue(claim), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
