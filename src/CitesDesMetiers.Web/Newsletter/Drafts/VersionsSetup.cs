using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CitesDesMetiers.Web.Newsletter.Drafts;

/// <summary>Registers the history of saved texts.</summary>
internal static class VersionsSetup
{
    public static void AddVersions(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<IInterceptor, RevisionKeeper>();
    }
}
