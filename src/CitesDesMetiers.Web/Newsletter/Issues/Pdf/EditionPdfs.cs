using System.Globalization;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Sending.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Newsletter.Issues.Pdf;

/// <summary>
/// Makes the PDF of each edition once, and anew after an erratum. It finds by itself what is missing, so nothing at publication waits for
/// it. Several instances may run at once: each PDF is made under a lease.
/// </summary>
internal sealed class EditionPdfs(
    NewsletterContext db, IIssuePaper paper, PageSources sources, ChromiumPrint chromium, IOptions<PdfOptions> options, TimeProvider clock,
    ILogger<EditionPdfs> logger)
{
    /// <summary>The part of the lease for what is done around the print.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Makes the most urgent PDF: those of the latest editions come first.</summary>
    /// <returns>False if there is none to make.</returns>
    public async Task<bool> MakeNextAsync(CancellationToken cancellation)
    {
        var now = Now;
        var next = await db.Editions
            .Where(e => !db.EditionPdfs.Any(p => p.EditionId == e.Id
                && (p.DueAt > now || ((p.State == PdfState.Ready || p.State == PdfState.Failed) && p.Errata >= e.Errata.Count))))
            .OrderByDescending(e => e.PublishedAt)
            .Select(e => new { e.Id, Errata = e.Errata.Count })
            .FirstOrDefaultAsync(cancellation);
        if (next is null)
        {
            return false;
        }

        if (await ClaimAsync(next.Id, next.Errata, cancellation) is { } claimed)
        {
            await FinishAsync(claimed, await TryMakeAsync(next.Id, cancellation), cancellation);
        }

        return true;
    }

    /// <returns>Null if another instance was faster, or if all attempts are used up.</returns>
    private async Task<EditionPdf?> ClaimAsync(int editionId, int errata, CancellationToken cancellation)
    {
        var pdf = await db.EditionPdfs.FirstOrDefaultAsync(p => p.EditionId == editionId, cancellation) ?? db.Add(new EditionPdf(editionId)).Entity;
        var isTaken = pdf.Begin(errata, Now, Now + options.Value.Longest + Margin);
        return await SaveUnlessTakenAsync(cancellation) && isTaken ? pdf : null;
    }

    private async Task<Made> TryMakeAsync(int editionId, CancellationToken cancellation)
    {
        try
        {
            return await MakeAsync(editionId, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException && !DatabaseUnavailable.IsCause(e))
        {
            // Whatever a page, a browser or its PDF may hold: the failure belongs to this edition, and the worker goes on with others.
            logger.LogWarning(e, "The PDF of edition {Edition} could not be made", editionId);
            return new(PdfFailure.Unusable, null);
        }
    }

    private async Task<Made> MakeAsync(int editionId, CancellationToken cancellation)
    {
        var html = await paper.RenderAsync(editionId, cancellation) ?? throw new InvalidDataException("There is no page of this edition.");
        var page = await sources.GatherAsync(html, cancellation);
        switch (await chromium.PrintAsync(page.Html, cancellation))
        {
            case PrintResult.Failed failed:
                return new(failed.Failure, null);
            case PrintResult.Printed printed:
                var content = EditionContent.FromJson(
                    await db.Editions.Where(e => e.Id == editionId).Select(e => e.ContentJson).FirstAsync(cancellation));
                var (bytes, pages) = UniversalPdf.Complete(printed.Pdf, page, content.PublisherName);
                var file = await db.EditionPdfFiles.FirstOrDefaultAsync(f => f.EditionId == editionId, cancellation)
                    ?? db.Add(new EditionPdfFile(editionId)).Entity;
                file.Replace(NameOf(content), bytes, pages, Now);
                return new(null, file);
            default:
                throw new InvalidOperationException("Unknown result.");
        }
    }

    private async Task FinishAsync(EditionPdf pdf, Made made, CancellationToken cancellation)
    {
        if (made.Failure is { } failure)
        {
            pdf.Fail(failure, Now);
        }
        else
        {
            pdf.Succeed(Now);
        }

        await SaveUnlessTakenAsync(cancellation);
    }

    /// <returns>False if somebody else took or changed it meanwhile. Nothing is saved then.</returns>
    private async Task<bool> SaveUnlessTakenAsync(CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || DatabaseProvider.Of(db.Database).IsUniqueViolation(e))
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }

    /// <summary>"InfoLettre 43 - septembre 2026.pdf", without what file systems refuse.</summary>
    private static string NameOf(EditionContent content)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{content.NewsletterName} {content.Number} - {content.Period}");
        return string.Concat(name.Where(c => !char.IsControl(c) && !@"\/:*?""<>|".Contains(c))).Trim() + ".pdf";
    }

    private sealed record Made(PdfFailure? Failure, EditionPdfFile? File);
}
