using System.Globalization;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace CitesDesMetiers.Web.Newsletter.Subscribers;

/// <summary>The options that readers can choose from, and the check of what they chose.</summary>
internal sealed record WishChoices(IReadOnlyList<Cite> Cites, IReadOnlyList<Theme> Themes)
{
    /// <summary>The language of readers who choose none.</summary>
    public const string DefaultLanguage = "fr";

    /// <summary>Reads the options. The themes are tracked, so that a subscriber can take them.</summary>
    /// <param name="own">A Cité that is offered even if it no longer exists.</param>
    public static async Task<WishChoices> ReadAsync(NewsletterContext db, int? own, CancellationToken cancellation)
    {
        var cites = await db.Cites.AsNoTracking().Where(c => c.Label != LabelState.Former || c.Id == own).ToListAsync(cancellation);
        var themes = await db.Themes.ToListAsync(cancellation);
        return new([.. cites.OrderBy(c => c.Name, FrenchOrder.Alphabet)], [.. themes.OrderBy(t => t.Name, FrenchOrder.Alphabet)]);
    }

    /// <summary>
    /// Reads the options for the sign-up form at most once a minute, because programs may request it very often. The themes are shared
    /// and must not be assigned to an entity.
    /// </summary>
    public static async Task<WishChoices> ReadForSignUpAsync(NewsletterContext db, IMemoryCache cache, CancellationToken cancellation)
    {
        if (cache.TryGetValue(nameof(WishChoices), out WishChoices? known) && known is not null)
        {
            return known;
        }

        var choices = await ReadAsync(db, null, cancellation);
        db.ChangeTracker.Clear();
        return cache.Set(nameof(WishChoices), choices, TimeSpan.FromMinutes(1));
    }

    /// <param name="current">A language that is offered even if the list no longer contains it.</param>
    public static IEnumerable<SelectListItem> LanguageItems(string? current) =>
        Languages.All.Select(l => new SelectListItem(l.Name, l.Code))
            .Concat(current is null || Languages.Has(current) ? [] : [new SelectListItem(current, current)]);

    public IEnumerable<SelectListItem> CiteItems =>
        Cites.Select(c => new SelectListItem(c.Name, FormattableString.Invariant($"{c.Id}")))
            .Prepend(new SelectListItem("Aucune en particulier", ""));

    public IEnumerable<Theme> Chosen(WishesForm form) => Themes.Where(t => form.ThemeIds.Contains(t.Id));

    /// <summary>Adds an error for each choice that is not an option.</summary>
    /// <param name="own">The current language of the subscriber, which is always accepted.</param>
    public void Check(WishesForm form, ModelStateDictionary faults, string? own = null)
    {
        if (form.Language is { } language && language != own && !Languages.Has(language))
        {
            faults.AddModelError(nameof(form.Language), "Langue\u00A0: choisissez-la dans la liste.");
        }

        if (form.CiteId is { } cite && Cites.All(c => c.Id != cite))
        {
            faults.AddModelError(nameof(form.CiteId), "Votre Cité des métiers\u00A0: choisissez-la dans la liste.");
        }
    }

    /// <summary>Describes a subscriber's preferences in French: "espagnol ; Cité des métiers de Gênes ; Emploi, Formation ; chaque numéro".</summary>
    public string Describe(Subscriber subscriber)
    {
        return string.Join(" ; ",
        [
            Languages.NameOf(subscriber.Language).ToLower(CultureInfo.CurrentCulture),
            Cites.FirstOrDefault(c => c.Id == subscriber.CiteId)?.Name ?? "aucune Cité en particulier",
            subscriber.Themes.Count == 0 ? "tous les thèmes" : string.Join(", ", subscriber.Themes.Select(t => t.Name).Order(FrenchOrder.Alphabet)),
            subscriber.Frequency.Label().ToLower(CultureInfo.CurrentCulture),
        ]);
    }
}
