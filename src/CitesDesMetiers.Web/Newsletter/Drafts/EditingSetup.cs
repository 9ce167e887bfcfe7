namespace CitesDesMetiers.Web.Newsletter.Drafts;

/// <summary>Registers drafts and the display of who else has a form open.</summary>
internal static class EditingSetup
{
    public static void AddEditing(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<Drafts>();
        builder.Services.AddScoped<DraftForms>();
        builder.Services.AddScoped<EditRights>();
        builder.Services.AddHostedService<DraftPurge>();
    }
}
