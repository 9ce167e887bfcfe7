using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Issues.Pdf;

/// <summary>A PDF that readers can open.</summary>
/// <param name="Size">In bytes.</param>
/// <param name="MadeAt">UTC.</param>
public sealed record PdfFacts(int Pages, int Size, DateTime MadeAt);

/// <param name="Failure">Null unless the last attempt failed.</param>
/// <param name="File">The file that readers see now; null if there was none yet.</param>
public sealed record PdfStanding(PdfState State, PdfFailure? Failure, PdfFacts? File, string Slug);

/// <summary>What the desk knows and asks of the PDF of a published issue.</summary>
public sealed class IssuePdfs(NewsletterContext db, IOptions<PdfOptions> options, TimeProvider clock)
{
    public bool IsEnabled => options.Value.IsEnabled;

    /// <returns>Null before publication, and where no PDF is made.</returns>
    public async Task<PdfStanding?> FindAsync(int issueId, CancellationToken cancellation)
    {
        var edition = await db.Editions.Where(e => e.IssueId == issueId)
            .Select(e => new
            {
                e.Slug,
                Errata = e.Errata.Count,
                Pdf = db.EditionPdfs.FirstOrDefault(p => p.EditionId == e.Id),
                File = db.EditionPdfFiles.Where(f => f.EditionId == e.Id).Select(f => new PdfFacts(f.Pages, f.Size, f.MadeAt)).FirstOrDefault(),
            })
            .AsNoTracking().FirstOrDefaultAsync(cancellation);
        if (edition is null || !IsEnabled)
        {
            return null;
        }

        // An erratum asks for a new PDF before the worker sees it.
        var isWaiting = edition.Pdf is null || (edition.Pdf.State is not PdfState.InProgress && edition.Pdf.Errata < edition.Errata);
        return new(isWaiting ? PdfState.Waiting : edition.Pdf!.State, edition.Pdf?.Failure, edition.File, edition.Slug);
    }

    /// <summary>Has the PDF made again. The present file stays until then.</summary>
    /// <returns>False if there is nothing to make.</returns>
    public async Task<bool> AskAsync(int issueId, CancellationToken cancellation)
    {
        var id = await db.Editions.Where(e => e.IssueId == issueId).Select(e => (int?)e.Id).FirstOrDefaultAsync(cancellation);
        if (id is not { } editionId || !IsEnabled)
        {
            return false;
        }

        var pdf = await db.EditionPdfs.FirstOrDefaultAsync(p => p.EditionId == editionId, cancellation) ?? db.Add(new EditionPdf(editionId)).Entity;
        pdf.Ask(clock.GetUtcNow().UtcDateTime);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || DatabaseProvider.Of(db.Database).IsUniqueViolation(e))
        {
            // The worker began at this moment: what was asked is being done.
        }

        return true;
    }
}
