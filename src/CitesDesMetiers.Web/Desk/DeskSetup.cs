using CitesDesMetiers.Web.Desk.Deleted;
using CitesDesMetiers.Web.Desk.Dispatches;
using CitesDesMetiers.Web.Desk.Documents;
using CitesDesMetiers.Web.Desk.Issues;
using CitesDesMetiers.Web.Desk.Issues.Composition;

namespace CitesDesMetiers.Web.Desk;

/// <summary>Registers the services that only the desk needs.</summary>
internal static class DeskSetup
{
    public static void AddDesk(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<PublicationPages>();
        builder.Services.AddSingleton<TestSendQuota>();
        builder.Services.AddScoped<AudienceChoices>();
        builder.Services.AddScoped<DispatchPages>();
        builder.Services.AddSingleton<DispatchProgressEvents>();
        builder.Services.AddScoped<IssueChanges>();
        builder.Services.AddScoped<Placement>();
        builder.Services.AddScoped<IssueReturn>();
        builder.Services.AddScoped<PreviewMarks>();
        builder.Services.AddScoped<DocumentPictures>();
        builder.Services.AddScoped<IntoIssue>();
        builder.Services.AddScoped<IntoArchive>();
        builder.Services.AddScoped<ArchiveRemoval>();
        builder.Services.AddScoped<TakingBack>();
        builder.Services.AddHostedService<DeletedPurge>();
    }
}
