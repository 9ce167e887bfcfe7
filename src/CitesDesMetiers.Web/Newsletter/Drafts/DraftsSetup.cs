using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CitesDesMetiers.Web.Newsletter.Drafts;

/// <summary>Registers drafts, the display of who else has a form open, and the history of saved texts.</summary>
internal static class DraftsSetup
{
    public static void AddDrafts(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<DraftStore>();
        builder.Services.AddScoped<DraftForms>();
        builder.Services.AddScoped<FormState>();
        builder.Services.AddScoped<EditRights>();
        builder.Services.AddHostedService<DraftPurge>();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<IInterceptor, RevisionKeeper>();
    }
}
