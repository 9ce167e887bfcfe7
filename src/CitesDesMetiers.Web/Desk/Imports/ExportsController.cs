using System.ComponentModel.DataAnnotations;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.Auditing;
using CitesDesMetiers.Web.Platform.Identity;
using CitesDesMetiers.Web.Ui.Confirmation;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Imports;

/// <summary>Exports subscribers as a file. The journal records who exported how many and when, before the first line is sent.</summary>
[Authorize(Policy = Policies.Administrator)]
[Route(SubscriberAddresses.Export)]
public class ExportsController(NewsletterContext db, AuditLog audit, TimeProvider clock) : DeskController(db)
{
    [HttpGet("")]
    public async Task<IActionResult> New(CancellationToken cancellation) =>
        View("Export", new ExportPage(
            new ExportForm(), await Choices.CitesAsync(Db, User, cancellation), await Choices.ThemesAsync(Db, cancellation)));

    [HttpPost("")]
    [EnableRateLimiting(RateLimits.Costly)]
    [FreshSignIn]
    public async Task<IActionResult> Create(ExportForm form, CancellationToken cancellation)
    {
        if (!ModelState.IsValid)
        {
            return await New(cancellation);
        }

        var found = form.Apply(Db.Subscribers);
        var count = await SubscriberExport.Exported(found).CountAsync(cancellation);
        var now = clock.GetUtcNow().UtcDateTime;
        audit.Add(
            AuditAction.SubscribersExported,
            $"{FrenchNumbers.Count(count, "abonné exporté", "abonnés exportés")} en "
                + $"{form.Format.ToString().ToUpperInvariant()}{(form.IsFiltered ? ", d’après un filtre" : "")}.");
        await Db.SaveChangesAsync(cancellation);
        return new SheetResult(
            $"abonnes-{ParisTime.Local(now).Day:yyyy-MM-dd}", form.Format,
            (output, stopping) => SubscriberExport.WriteAsync(found, output, form.Format, stopping));
    }
}

internal sealed record ExportPage(ExportForm Form, IReadOnlyList<SelectListItem> Cites, IReadOnlyList<SelectListItem> Themes) : IFormPage<ExportForm>;

/// <summary>Which subscribers to export, and in which format.</summary>
public class ExportForm
{
    [Display(Name = "Format")]
    public SheetFormat Format { get; set; }

    [Display(Name = "État")]
    public SubscriberState? State { get; set; } = SubscriberState.Confirmed;

    [Display(Name = "Langue"), Language(Optional = true)]
    public string? Language { get; set; }

    [Display(Name = "Cité")]
    public int? CiteId { get; set; }

    [Display(Name = "Thème choisi")]
    public int? ThemeId { get; set; }

    [Display(Name = "Organisation, telle qu’elle est écrite"), Line(200)]
    public string? Organisation { get; set; }

    [Display(Name = "Dans l’adresse"), Line(100)]
    public string? Address { get; set; }

    internal bool IsFiltered =>
        State is not null || Language is not null || CiteId is not null || ThemeId is not null || Organisation is not null || Address is not null;

    internal IQueryable<Subscriber> Apply(IQueryable<Subscriber> found)
    {
        var (language, organisation, part) = (Language, Organisation?.Trim(), Address?.Trim().ToLowerInvariant());
        found = State is { } state ? found.Where(s => s.State == state) : found;
        found = language is null ? found : found.Where(s => s.Language == language);
        found = CiteId is { } cite ? found.Where(s => s.CiteId == cite) : found;
        found = ThemeId is { } theme ? found.Where(s => s.Themes.Any(t => t.Id == theme)) : found;
        found = organisation is null ? found : found.Where(s => s.Organisation == organisation);
        return part is null ? found : found.Where(s => s.NormalisedAddress.Contains(part));
    }
}
