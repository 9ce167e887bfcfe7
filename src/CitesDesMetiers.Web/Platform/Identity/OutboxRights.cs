using System.Security.Claims;
using CitesDesMetiers.Core.Accounts;

namespace CitesDesMetiers.Web.Platform.Identity;

/// <summary>
/// Who may look at mails that were written to files instead of being sent. Some open an account, a personal link or a subscription: read by
/// somebody else, they give that person's rights away. In Development everything in them is invented, so editors see all.
/// </summary>
public sealed class OutboxRights(IHostEnvironment environment)
{
    /// <summary>Whether they may see which mails there are.</summary>
    public bool MayOpen(ClaimsPrincipal user) =>
        environment.IsDevelopment() ? user.IsEditor() : user.IsInRole(nameof(Role.Administrator));

    /// <summary>Whether they may read this mail: one to themselves.</summary>
    /// <param name="to">Addresses of the recipients.</param>
    public bool MayRead(ClaimsPrincipal user, IEnumerable<string> to) =>
        environment.IsDevelopment() || to.All(address => address.Equals(user.Identity?.Name, StringComparison.OrdinalIgnoreCase));
}
