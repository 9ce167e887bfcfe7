using CitesDesMetiers.Web.Desk.Deleted;
using CitesDesMetiers.Web.Desk.Dispatches;
using CitesDesMetiers.Web.Desk.Issues;
using CitesDesMetiers.Web.Desk.Issues.Composition;

namespace CitesDesMetiers.Web.Desk;

/// <summary>What the editing desk needs beyond its controllers.</summary>
internal static class DeskSetup
{
    public static void AddDesk(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<PublicationPages>();
        builder.Services.AddScoped<AudienceChoices>();
        builder.Services.AddScoped<DispatchPages>();
        builder.Services.AddSingleton<DispatchProgressEvents>();
        builder.Services.AddScoped<IssueChanges>();
        builder.Services.AddHostedService<DeletedPurge>();
    }
}
