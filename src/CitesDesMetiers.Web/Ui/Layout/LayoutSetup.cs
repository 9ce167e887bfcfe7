namespace CitesDesMetiers.Web.Ui.Layout;

/// <summary>Registers what pages and their layout share.</summary>
internal static class LayoutSetup
{
    public static void AddLayout(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<PageHead>();
        builder.Services.AddSingleton<DeskMenu>();
    }
}
