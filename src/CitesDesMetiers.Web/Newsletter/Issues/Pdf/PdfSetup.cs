using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Platform.SystemChecks;

namespace CitesDesMetiers.Web.Newsletter.Issues.Pdf;

/// <summary>Registers the making of PDFs. The reading site registers <see cref="IIssuePaper"/>.</summary>
internal static class PdfSetup
{
    public static void AddPdf(this WebApplicationBuilder builder)
    {
        builder.AddValidated<PdfOptions, PdfOptionsValidation>(PdfOptions.Section);
        builder.Services.AddSingleton<ChromiumPrint>();
        builder.Services.AddScoped<PageSources>();
        builder.Services.AddScoped<EditionPdfs>();
        builder.Services.AddScoped<IssuePdfs>();
        builder.Services.AddScoped<ISystemCheck, PrintingCheck>();
        builder.Services.AddHostedService<PdfWorker>();
    }
}
