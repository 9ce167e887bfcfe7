using System.Text;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Commands.Archive;

/// <summary>
/// Writes the archive to a folder: the pages that are reached from the front page and all that they show, the data of every issue, and a
/// search. The same database gives the same bytes on the same day: pages show which dates are to come.
/// </summary>
internal sealed class ArchiveExport(SiteInProcess site, ExportAddresses addresses, DirectoryInfo folder)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly Queue<string> waiting = [];
    private readonly HashSet<string> files = new(StringComparer.OrdinalIgnoreCase);
    private int written;

    /// <param name="report">Receives the number of files written, and of those known so far.</param>
    /// <returns>The number of files written.</returns>
    public async Task<int> RunAsync(Func<int, int, Task> report, CancellationToken cancellation)
    {
        await AddSeedsAsync(cancellation);
        while (waiting.TryDequeue(out var address))
        {
            await WriteAsync(address, cancellation);
            await report(written, files.Count);
        }

        await WriteSearchAsync(cancellation);
        await WriteAsync("LISEZMOI.txt", Utf8.GetBytes(ReadMe), cancellation);
        return written;
    }

    private async Task AddSeedsAsync(CancellationToken cancellation)
    {
        Add(SiteAddresses.Home);
        Add(SiteAddresses.Archive);
        Add(SiteAddresses.Imprint);
        Add(ApiAddresses.Description);
        await site.WithDatabaseAsync(async db =>
        {
            foreach (var slug in await db.Editions.OrderBy(e => e.Id).Select(e => e.Slug).ToListAsync(cancellation))
            {
                Add(ApiAddresses.Issue(slug));
            }

            return true;
        });
    }

    private void Add(string address)
    {
        if (files.Add(ExportAddresses.FileOf(address)))
        {
            waiting.Enqueue(address);
        }
    }

    private async Task WriteAsync(string address, CancellationToken cancellation)
    {
        var answer = await site.GetAsync(address, cancellation);
        if (answer.Status != StatusCodes.Status200OK)
        {
            // A text may name a page of the site that does not exist.
            return;
        }

        var page = new ExportedPage(addresses, address, Add);
        var bytes = answer.ContentType switch
        {
            "text/html" => Utf8.GetBytes(page.Rewrite(Utf8.GetString(answer.Body))),
            "text/css" => Utf8.GetBytes(page.RewriteStyles(Utf8.GetString(answer.Body))),
            _ => answer.Body,
        };
        await WriteAsync(ExportAddresses.FileOf(address), bytes, cancellation);
    }

    private async Task WriteSearchAsync(CancellationToken cancellation)
    {
        // At the root, like the page of the search, so its addresses are right for that page too.
        var frame = await File.ReadAllTextAsync(Path.Combine(folder.FullName, ExportAddresses.FileOf(SiteAddresses.Imprint)), cancellation);
        await WriteAsync(ExportSearch.PageFile, Utf8.GetBytes(ExportSearch.PageOf(frame)), cancellation);
        await WriteAsync(
            ExportSearch.DataFile, Utf8.GetBytes(await site.WithDatabaseAsync(db => ExportSearch.DataAsync(db, cancellation))), cancellation);
        await WriteAsync(ExportSearch.ScriptFile, Utf8.GetBytes(await ExportSearch.ScriptAsync(cancellation)), cancellation);
    }

    private async Task WriteAsync(string file, byte[] bytes, CancellationToken cancellation)
    {
        var path = Path.Combine(folder.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, bytes, cancellation);
        written++;
    }

    private const string ReadMe =
        """
        Archives de la lettre

        Ouvrez index.html dans un navigateur : aucun serveur et aucune connexion ne sont nécessaires.

        numeros/     les numéros, tels qu’ils ont paru ; courriel.html montre le message envoyé
        actualites/  les articles
        images/      les images
        donnees/     les mêmes contenus au format JSON ; openapi.json décrit leur structure
        recherche.html cherche dans tous les textes.

        """;
}
