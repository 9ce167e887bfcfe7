using System.Globalization;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Web.Newsletter.Issues;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>
/// The options for the recipients of an issue. Each option shows how many subscribers the issue would reach with it, while the other
/// choices stay.
/// </summary>
public sealed class AudienceChoices(NewsletterContext db, IssueAudience audiences, TimeProvider clock)
{
    /// <summary>The maximum number of organisations listed, those with the most subscribers first.</summary>
    public const int MostOrganisations = 300;

    public async Task<IReadOnlyDictionary<string, List<SelectListItem>>> ReadAsync(Issue issue, CancellationToken cancellation)
    {
        var audience = await audiences.OfAsync(issue, cancellation);
        return new Dictionary<string, List<SelectListItem>>
        {
            [nameof(AudienceForm.AudienceLanguage)] = await LanguagesAsync(audience with { Language = null }, cancellation),
            [nameof(AudienceForm.AudienceCite)] = await CitesAsync(audience with { CiteId = null }, cancellation),
            [nameof(AudienceForm.AudienceTheme)] = await ThemesAsync(audience with { ThemeId = null }, cancellation),
            [nameof(AudienceForm.AudienceOrganisation)] = await OrganisationsAsync(audience, cancellation),
        };
    }

    private async Task<List<SelectListItem>> LanguagesAsync(Audience others, CancellationToken cancellation)
    {
        var counts = await Among(others).GroupBy(s => s.Language).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        return [Choice("Toutes", "", counts.Values.Sum()), .. Choices.Languages()
            .Select(l => Choice(l.Text, l.Value, counts.GetValueOrDefault(l.Value)))];
    }

    private async Task<List<SelectListItem>> CitesAsync(Audience others, CancellationToken cancellation)
    {
        var counts = await Among(others).GroupBy(s => s.CiteId ?? 0).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        var cites = await db.Cites.OrderBy(c => c.Name).Select(c => new { c.Id, c.Name }).ToListAsync(cancellation);
        return [Choice("Toutes", "", counts.Values.Sum()), .. cites.Select(c => Choice(c.Name, Text(c.Id), counts.GetValueOrDefault(c.Id)))];
    }

    private async Task<List<SelectListItem>> ThemesAsync(Audience others, CancellationToken cancellation)
    {
        var all = await Among(others).CountAsync(cancellation);
        var undecided = await Among(others).CountAsync(s => !s.Themes.Any(), cancellation);
        var counts = await Among(others).SelectMany(s => s.Themes).GroupBy(t => t.Id).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        var themes = await db.Themes.OrderBy(t => t.Name).Select(t => new { t.Id, t.Name }).ToListAsync(cancellation);
        return [Choice("Tous", "", all), .. themes.Select(t => Choice(t.Name, Text(t.Id), undecided + counts.GetValueOrDefault(t.Id)))];
    }

    private async Task<List<SelectListItem>> OrganisationsAsync(Audience audience, CancellationToken cancellation)
    {
        var others = audience with { Organisation = null };
        var all = await Among(others).CountAsync(cancellation);
        var found = await Among(others).Where(s => s.Organisation != null).GroupBy(s => s.Organisation!)
            .Select(g => new { Name = g.Key, Count = g.Count() })
            .OrderByDescending(o => o.Count).ThenBy(o => o.Name).Take(MostOrganisations).ToListAsync(cancellation);
        if (audience.Organisation is { } chosen && !found.Exists(o => o.Name.Equals(chosen, StringComparison.OrdinalIgnoreCase)))
        {
            found.Add(new { Name = chosen, Count = await Among(audience).CountAsync(cancellation) });
        }

        return
        [
            Choice("Toutes", "", all),
            .. found.OrderBy(o => o.Name, StringComparer.Create(CultureInfo.GetCultureInfo("fr"), ignoreCase: true))
            .Select(o => Choice(o.Name, o.Name, o.Count)),
        ];
    }

    private IQueryable<Subscriber> Among(Audience audience) => audience.Among(db.Subscribers, db.Suppressions, ParisTime.Today(clock));

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);

    private static SelectListItem Choice(string name, string value, int count) => new($"{name} ({FrenchNumbers.Format(count)})", value);
}
