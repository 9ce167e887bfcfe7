using System.Text.Encodings.Web;
using System.Text.Json;
using AngleSharp;
using AngleSharp.Html.Parser;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Ui;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Commands.Archive;

/// <summary>
/// The search of the archive: a page, a script and all texts. Browsers do not let a page read other files, but they run scripts from
/// them, so the texts are a script, too.
/// </summary>
internal static class ExportSearch
{
    public const string PageFile = "recherche.html";
    public const string ScriptFile = "recherche.js";
    public const string DataFile = "recherche-textes.js";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };

    /// <param name="frame">A page of the archive at its root, whose main part is replaced.</param>
    public static string PageOf(string frame)
    {
        var page = new HtmlParser().ParseDocument(frame);
        page.Title = "Recherche";
        foreach (var fact in page.QuerySelectorAll("head link[rel=canonical], head meta[property], head meta[name=description], head script"))
        {
            fact.Remove();
        }

        page.QuerySelector("main")!.InnerHtml =
            $"""
            <h1>Recherche</h1>
            <form id="recherche" role="search" class="inline-form">
              <div class="field"><label for="mots">Chercher dans tout ce qui a paru</label><input type="search" id="mots" name="q" autocomplete="off"></div>
              <button class="button-quiet">Chercher</button>
            </form>
            <div class="search-summary"><p id="compte" role="status"></p></div>
            <ol id="trouve" class="hits"></ol>
            <noscript><p>Cette recherche a besoin des scripts du navigateur. <a href="numeros.html">Tous les numéros</a> se lisent sans eux.</p></noscript>
            <script src="{DataFile}"></script>
            <script src="{ScriptFile}"></script>
            """;
        return page.ToHtml();
    }

    public static async Task<string> ScriptAsync(CancellationToken cancellation)
    {
        using var script = new StreamReader(typeof(ExportSearch).Assembly.GetManifestResourceStream("Commands/Archive/recherche.js")!);
        return await script.ReadToEndAsync(cancellation);
    }

    public static async Task<string> DataAsync(NewsletterContext db, CancellationToken cancellation)
    {
        var entries = await db.SearchEntries.AsNoTracking().Where(e => !e.IsMembersOnly)
            .OrderBy(e => e.Day == null).ThenByDescending(e => e.Day).ThenBy(e => e.Path).ThenBy(e => e.Title)
            .Select(e => new { e.Kind, e.Title, e.Text, e.Path, e.Language, e.Day, Cite = e.Cite!.Name }).ToListAsync(cancellation);
        var texts = entries.Where(e => ExportAddresses.IsArchived(e.Path)).Select(e => new
        {
            genre = e.Kind.Singular(),
            titre = e.Title.Typed(e.Language),
            texte = e.Text,
            lien = FileOf(e.Path),
            langue = e.Language,
            jour = e.Day is { } day ? FrenchDates.Day(day) : null,
            cite = e.Cite,
        });
        return $"var TEXTES = [\n{string.Join(",\n", texts.Select(t => JsonSerializer.Serialize(t, Json)))}\n];\n";
    }

    private static string FileOf(string path)
    {
        var at = path.IndexOf('#', StringComparison.Ordinal);
        return at < 0 ? ExportAddresses.FileOf(path) : ExportAddresses.FileOf(path[..at]) + path[at..];
    }
}
