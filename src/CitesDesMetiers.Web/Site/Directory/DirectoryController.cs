using System.Net.Mime;
using System.Text;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Site.News;
using CitesDesMetiers.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Site.Directory;

/// <summary>The contacts of the whole network, for its members: everybody who is signed in.</summary>
public class DirectoryController(NewsletterContext db, NetworkIdentity identity) : Controller
{
    private const string VCard = "text/vcard; charset=utf-8";

    [HttpGet(DirectoryAddresses.Page)]
    public async Task<IActionResult> Index(DirectoryQuery filter, CancellationToken cancellation)
    {
        var contacts = await ReadAsync(filter.Filter(Current), cancellation);
        var cites = await db.Cites.Where(c => Current.Any(p => p.CiteId == c.Id)).Select(c => new { c.Slug, c.Name, c.Country })
            .ToListAsync(cancellation);
        var posts = await Current.Where(c => c.Role != null).Select(c => c.Role!).Distinct().ToListAsync(cancellation);
        var moves = await db.StaffMoves.Where(m => m.IsAccepted && m.AnnouncedAt == null)
            .OrderByDescending(m => m.EffectiveOn).ThenByDescending(m => m.Id)
            .Select(m => new DirectoryMove(m.Kind, m.Person, m.Post, m.Cite!.Name, m.EffectiveOn)).ToListAsync(cancellation);
        var latest = await db.Editions.PublishedHere().LatestFirst().Select(e => (int?)e.Number).FirstOrDefaultAsync(cancellation);
        return View(
            new DirectoryPage(
                filter,
                [.. cites.Select(c => new Choice(c.Slug, c.Name)).OrderBy(c => c.Name, FrenchOrder.Alphabet)],
                [
                    .. cites.Select(c => c.Country).Distinct().Select(c => new Choice(c, Country.NameOf(c)))
                        .OrderBy(c => c.Name, FrenchOrder.Alphabet)
                ],
                [.. posts.Order(FrenchOrder.Alphabet)],
                contacts,
                moves,
                latest));
    }

    [HttpGet(DirectoryAddresses.File)]
    public async Task<IActionResult> File(DirectoryQuery filter, CancellationToken cancellation) =>
        File(await ReadAsync(filter.Filter(Current), cancellation), "annuaire.vcf");

    [HttpGet(DirectoryAddresses.Page + "/{id:int}.vcf")]
    public async Task<IActionResult> One(int id, CancellationToken cancellation) =>
        await ReadAsync(Current.Where(c => c.Id == id), cancellation) is [var contact]
            ? File([contact], Slug.From(contact.Name) + ".vcf")
            : NotFound();

    private IQueryable<Contact> Current => db.Contacts.Where(c => c.LeftOn == null);

    private async Task<List<DirectoryContact>> ReadAsync(IQueryable<Contact> contacts, CancellationToken cancellation)
    {
        var network = await identity.ReadAsync(cancellation);
        var found = await contacts
            .Select(c => new { c.Id, c.Name, c.Role, c.Address, c.Phone, Cite = c.Cite!.Name, c.Cite.Slug, c.Cite.Country })
            .ToListAsync(cancellation);
        return
        [
            .. found.Select(c => new DirectoryContact(c.Id, c.Name, c.Role, c.Address, c.Phone, c.Cite ?? network.NetworkName, c.Slug, c.Country))
                .OrderBy(c => c.CiteSlug != null).ThenBy(c => c.Organisation, FrenchOrder.Alphabet).ThenBy(c => c.Name, FrenchOrder.Alphabet),
        ];
    }

    private FileContentResult File(IEnumerable<DirectoryContact> contacts, string name)
    {
        Response.Headers.ContentDisposition = new ContentDisposition { FileName = name }.ToString();
        return File(Encoding.UTF8.GetBytes(ContactFile.Of(contacts)), VCard);
    }
}

/// <param name="Organisation">The Cité, or the network.</param>
/// <param name="CiteSlug">Null for the network.</param>
public sealed record DirectoryContact(
    int Id, string Name, string? Post, string? Address, string? Phone, string Organisation, string? CiteSlug, string? Country);

/// <summary>A move that no issue has announced yet.</summary>
public sealed record DirectoryMove(StaffMoveKind Kind, string Person, string Post, string? Cite, DateOnly? EffectiveOn);

/// <param name="LatestIssue">Number of the latest issue; null before the first.</param>
public sealed record DirectoryPage(
    DirectoryQuery Query, IReadOnlyList<Choice> Cites, IReadOnlyList<Choice> Countries, IReadOnlyList<string> Posts,
    IReadOnlyList<DirectoryContact> Contacts, IReadOnlyList<DirectoryMove> Moves, int? LatestIssue);
