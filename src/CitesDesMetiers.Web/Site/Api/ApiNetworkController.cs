using System.ComponentModel;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Platform.Reading;
using CitesDesMetiers.Web.Site.Agenda;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Site.Api;

[Tags("Réseau")]
public class ApiNetworkController(NewsletterContext db, TimeProvider clock, IOptions<SiteOptions> site) : ApiController(site)
{
    [HttpGet(ApiAddresses.Agenda)]
    [ReadingPage]
    [EndpointSummary("Les rendez-vous publics à venir, dans leur ordre, ou les passés, le dernier d’abord")]
    public Task<ActionResult<ApiList<ApiDate>>> Agenda(
        [FromQuery(Name = "periode"), Description("« passe » pour les rendez-vous passés.")] string? period,
        [FromQuery(Name = "type"), Description("« interne » ou « externe ».")] string? kind,
        [FromQuery(Name = "cite"), Description("Adresse d’une Cité.")] string? cite,
        [FromQuery] int page = 1, CancellationToken cancellation = default)
    {
        var today = ParisTime.Today(clock);
        var query = new AgendaQuery { Period = period, Kind = kind, Cite = cite };
        var found = query.Filter(db.Agenda.Public());
        var dates = query.IsPast
            ? found.Where(e => e.EndsOn < today).OrderByDescending(e => e.StartsOn).ThenByDescending(e => e.Id)
            : found.Where(e => e.EndsOn >= today).InOrder();
        return PageAsync(
            dates.Select(e => new { Entry = e, CiteSlug = e.Cite!.Slug, CiteName = e.Cite.Name, e.Cite.TimeZone }),
            page,
            d => new ApiDate(
                d.Entry.Id, d.Entry.Kind, d.Entry.Title, d.Entry.StartsOn, d.Entry.EndsOn, d.Entry.StartTime, d.Entry.EndTime,
                d.TimeZone ?? "Europe/Paris", d.Entry.Place, d.Entry.Project, d.Entry.Link,
                d.CiteSlug is null ? null : new(d.CiteSlug, d.CiteName), d.Entry.IsCancelled,
                Absolute(SiteAddresses.CalendarEntry(d.Entry.Id))),
            cancellation);
    }

    [HttpGet(ApiAddresses.Cites)]
    [ReadingPage]
    [EndpointSummary("Les Cités, par ordre alphabétique")]
    public Task<ActionResult<ApiList<ApiCite>>> Cites([FromQuery] int page = 1, CancellationToken cancellation = default) =>
        PageAsync(db.Cites.AsNoTracking().OrderByFrench(c => c.Name), page, Of, cancellation);

    [HttpGet(ApiAddresses.Cites + "/{slug}")]
    [ReadingPage]
    [EndpointSummary("Une Cité")]
    public async Task<ActionResult<ApiCite>> Cite(string slug, CancellationToken cancellation) =>
        await db.Cites.AsNoTracking().FirstOrDefaultAsync(c => c.Slug == slug, cancellation) is { } cite
            ? Of(cite)
            : NotThere($"Aucune Cité n’a l’adresse « {slug} ».");

    [HttpGet(ApiAddresses.Moves)]
    [ReadingPage]
    [EndpointSummary("Les arrivées et les départs annoncés, les derniers d’abord")]
    public Task<ActionResult<ApiList<ApiMove>>> Moves([FromQuery] int page = 1, CancellationToken cancellation = default) =>
        PageAsync(
            db.StaffMoves.Where(m => m.AnnouncedAt != null).OrderByDescending(m => m.AnnouncedAt).ThenByDescending(m => m.Id)
                .Select(m => new { m.Kind, m.Person, m.Post, CiteSlug = m.Cite!.Slug, CiteName = m.Cite.Name, m.EffectiveOn, m.ReplacedBy }),
            page,
            m => new ApiMove(m.Kind, m.Person, m.Post, m.CiteSlug is null ? null : new(m.CiteSlug, m.CiteName), m.EffectiveOn, m.ReplacedBy),
            cancellation);

    private ApiCite Of(Core.Cites.Cite cite) =>
        new(
            cite.Slug, cite.Name, cite.City, cite.Region, cite.Country, cite.Label, cite.WebSite, cite.Presentation, cite.Latitude, cite.Longitude,
            Absolute(SiteAddresses.Cite(cite.Slug)));
}
