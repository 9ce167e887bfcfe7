namespace CitesDesMetiers.Web.Ui.Editor;

/// <summary>Registers the Markdown editor.</summary>
internal static class EditorSetup
{
    public static void AddEditor(this WebApplicationBuilder builder) => builder.Services.AddScoped<EditorTools>();
}
