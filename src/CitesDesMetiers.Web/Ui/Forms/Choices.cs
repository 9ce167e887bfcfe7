using System.Globalization;
using System.Security.Claims;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Ui.Forms;

/// <summary>The options of select elements at the desk.</summary>
internal static class Choices
{
    public const string Network = "Le réseau (aucune Cité)";

    /// <summary>
    /// The Cités that this person may write for. Editors can also choose the network. Each begins with its place, because that is what
    /// people type to choose one, and what the browser looks for.
    /// </summary>
    public static async Task<List<SelectListItem>> CitesAsync(NewsletterContext db, ClaimsPrincipal user, CancellationToken cancellation)
    {
        var own = user.OwnCiteId();
        var cites = await CitesAsync(db, own, cancellation);
        return own is null ? [new SelectListItem(Network, ""), .. cites] : cites;
    }

    /// <param name="own">The only Cité that is offered; null for all.</param>
    public static async Task<List<SelectListItem>> CitesAsync(NewsletterContext db, int? own, CancellationToken cancellation)
    {
        var cites = await db.Cites.Where(c => own == null || c.Id == own).Select(c => new { c.Id, c.Name }).ToListAsync(cancellation);
        return [.. cites.Select(c => new SelectListItem(CitePlace.In(c.Name), c.Id.ToString(CultureInfo.InvariantCulture)))
            .OrderBy(c => c.Text, FrenchOrder.Alphabet)];
    }

    /// <summary>The Cités, or none.</summary>
    public static async Task<List<SelectListItem>> CitesOrNoneAsync(NewsletterContext db, ClaimsPrincipal user, CancellationToken cancellation) =>
        [new SelectListItem("Aucune", ""), .. (await CitesAsync(db, user, cancellation)).Where(c => c.Value.Length > 0)];

    /// <param name="chosen">A contact that is offered even after leaving their post.</param>
    public static Task<List<SelectListItem>> ContactsAsync(NewsletterContext db, ClaimsPrincipal user, int? chosen, CancellationToken cancellation) =>
        ContactsAsync(db, user.OwnCiteId(), chosen, cancellation);

    /// <param name="own">The only Cité whose contacts are offered; null for all.</param>
    public static async Task<List<SelectListItem>> ContactsAsync(NewsletterContext db, int? own, int? chosen, CancellationToken cancellation)
    {
        var contacts = await db.Contacts.Where(c => (own == null || c.CiteId == own) && (c.LeftOn == null || c.Id == chosen))
            .OrderByFrench(c => c.Cite!.Name).ThenByFrench(c => c.Name)
            .Select(c => new { c.Id, c.Name, Cite = c.Cite!.Name }).ToListAsync(cancellation);
        return [new SelectListItem("Aucun contact", ""),
            .. contacts.Select(c => new SelectListItem($"{c.Name} ({c.Cite ?? "réseau"})", c.Id.ToString(CultureInfo.InvariantCulture)))];
    }

    public static async Task<List<SelectListItem>> ThemesAsync(NewsletterContext db, CancellationToken cancellation) =>
        await db.Themes.OrderByFrench(t => t.Name).Select(t => new SelectListItem(t.Name, t.Id.ToString(CultureInfo.InvariantCulture)))
            .ToListAsync(cancellation);

    /// <param name="current">Is offered even if its name is not known.</param>
    public static List<SelectListItem> Countries(string? current) =>
        [.. Country.CodesByName.Split(' ').Union(current is { Length: 2 } ? [current.ToUpperInvariant()] : [])
            .Select(c => new SelectListItem(Country.NameOf(c), c))];

    /// <summary>All values of an enumeration with their French names.</summary>
    public static List<SelectListItem> Of<TEnum>(Func<TEnum, string> label) where TEnum : struct, Enum =>
        [.. Enum.GetValues<TEnum>().Select(v => new SelectListItem(label(v), v.ToString()))];

    /// <summary>The languages in which Cités write (BCP 47).</summary>
    /// <param name="current">Is offered even if it is not in the list, so that the form does not select another one.</param>
    public static List<SelectListItem> Languages(string? current = null) =>
    [
        .. Core.French.Languages.All.Select(l => new SelectListItem(l.Name, l.Code)),
        .. string.IsNullOrEmpty(current) || Core.French.Languages.Has(current)
            ? Array.Empty<SelectListItem>()
            : [new SelectListItem(current, current)],
    ];
}
