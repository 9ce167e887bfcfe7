using CitesDesMetiers.Web.Features.Desk.Deleted;
using CitesDesMetiers.Web.Features.Desk.Dispatches;
using CitesDesMetiers.Web.Features.Desk.Issues;
using CitesDesMetiers.Web.Features.Desk.Issues.Composition;

namespace CitesDesMetiers.Web.Features.Desk;

/// <summary>What the editing desk needs beyond its controllers.</summary>
internal static class DeskSetup
{
    public static void AddDesk(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<PublicationPages>();
        builder.Services.AddScoped<AudienceChoices>();
        builder.Services.AddScoped<DispatchPages>();
        builder.Services.AddSingleton<DispatchFollowing>();
        builder.Services.AddScoped<IssueChanges>();
        builder.Services.AddHostedService<DeletedPurge>();
    }
}
