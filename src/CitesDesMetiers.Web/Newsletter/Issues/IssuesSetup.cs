using CitesDesMetiers.Web.Content.Markdown;
using CitesDesMetiers.Web.Content.Pictures;
using CitesDesMetiers.Web.Newsletter.Issues.Checks;
using CitesDesMetiers.Web.Newsletter.Issues.Links;
using CitesDesMetiers.Web.Newsletter.Issues.Pdf;
using CitesDesMetiers.Web.Newsletter.Issues.Translations;
using CitesDesMetiers.Web.Ui;
using Microsoft.AspNetCore.OutputCaching;

namespace CitesDesMetiers.Web.Newsletter.Issues;

/// <summary>Registers the services that turn an issue into an edition.</summary>
internal static class IssuesSetup
{
    public static void AddIssues(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MarkdownRenderer>();
        builder.Services.AddSingleton<PictureTurns>();
        builder.Services.AddScoped<PictureStore>();
        builder.Services.AddScoped<PictureUses>();
        builder.Services.AddScoped<Thumbnails>();
        builder.Services.AddScoped<SimilarPictures>();
        builder.Services.AddScoped<PagePictures>();
        builder.Services.AddScoped<WebPFiles>();
        builder.Services.AddHostedService<WebPWorker>();
        builder.Services.AddSingleton<EditionPictures>();
        builder.Services.AddScoped<EditionBuilder>();
        builder.Services.AddScoped<TranslationReader>();
        builder.Services.AddScoped<TranslationWriter>();
        builder.Services.AddScoped<DossierReader>();
        builder.Services.AddScoped<Checklist>();
        builder.AddLinkCheck();
        builder.AddPdf();
        builder.Services.AddScoped<DirectoryUpdate>();
        builder.Services.AddScoped<IssueApproval>();
        builder.Services.AddScoped<ScheduledIssues>();
        builder.Services.AddHostedService<ScheduleWorker>();
        builder.Services.AddScoped<Publisher>();
        builder.Services.AddScoped<CheckedIssues>();
        builder.Services.AddScoped<DispatchAudit>();
        builder.Services.AddScoped<IssueAudience>();
        builder.Services.AddScoped<QuarterlyDigests>();
        builder.Services.AddHostedService<QuarterlyDigestWorker>();
        builder.Services.AddMemoryCache();
        builder.Services.AddScoped<NetworkIdentity>();
        builder.Services.AddSingleton<ArchiveVisits>();
        builder.Services.AddHostedService<VisitCountWorker>();
        builder.Services.Configure<OutputCacheOptions>(
            options => options.AddBasePolicy(policy => policy.AddPolicy<VisitsFromCache>(), excludeDefaultPolicy: true));
    }
}
