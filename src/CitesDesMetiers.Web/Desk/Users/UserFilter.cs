using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Desk.Users;

/// <summary>The query of the list of users.</summary>
public class UserFilter : ListFilter
{
    internal static readonly SortColumns<User> Columns = new SortColumns<User>("nom")
        .ByText("nom", u => u.DisplayName).By("adresse", u => u.NormalizedEmail).ByLabel("role", u => u.Role).ByText("cite", u => u.Cite!.Name);

    [FromQuery(Name = "role"), ModelBinder<FrenchSlugBinder>]
    public Role? Role { get; set; }

    [FromQuery(Name = "cite")]
    public int? CiteId { get; set; }

    /// <summary>"bloques"; "invites" for users who never chose a password; "revenus" for those whose mail was returned.</summary>
    [FromQuery(Name = "etat")]
    public string? State { get; set; }

    public IQueryable<User> Apply(IQueryable<User> users)
    {
        var found = Role is { } role ? users.Where(u => u.Role == role) : users;
        found = CiteId is { } cite ? found.Where(u => u.CiteId == cite) : found;
        found = State switch
        {
            "bloques" => found.Where(u => u.LockoutEnd == User.BlockedUntil),
            "invites" => found.Where(u => u.PasswordHash == null),
            "revenus" => found.Where(u => u.MailFailedAt != null),
            _ => found,
        };

        // Accounts have no search column. They are few, and are searched by name or address as typed.
        return (Search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Aggregate(found, Matching);
    }

    private static IQueryable<User> Matching(IQueryable<User> users, string word)
    {
        var capitals = word.ToUpperInvariant();
        return users.Where(u => u.DisplayName.Contains(word) || u.NormalizedEmail!.Contains(capitals));
    }
}

/// <param name="HasPassword">Whether they accepted their invitation.</param>
/// <param name="MailFailedAt">See <see cref="User.MailFailedAt"/>.</param>
internal sealed record UserRow(
    int Id, string Name, string? Address, Role Role, string? Cite, bool IsBlocked, bool HasPassword, bool MayApprove, bool MaySend,
    DateTime? MailFailedAt, FailureCause? MailFailure);
