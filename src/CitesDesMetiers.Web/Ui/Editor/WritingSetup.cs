namespace CitesDesMetiers.Web.Ui.Editor;

/// <summary>Registers the Markdown editor.</summary>
internal static class WritingSetup
{
    public static void AddWriting(this WebApplicationBuilder builder) => builder.Services.AddScoped<EditorTools>();
}
