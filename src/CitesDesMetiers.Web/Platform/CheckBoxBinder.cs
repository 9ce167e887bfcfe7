using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace CitesDesMetiers.Web.Platform;

/// <summary>
/// Reads a check box: "true" means checked, any other value means unchecked. The framework's binder keeps an invalid value, and the
/// tag helper then throws when the form is shown again.
/// </summary>
internal sealed class CheckBoxBinder : IModelBinder
{
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var sent = bindingContext.ValueProvider.GetValue(bindingContext.ModelName);
        if (sent != ValueProviderResult.None)
        {
            var isChecked = bool.TryParse(sent.FirstValue, out var value) && value;
            bindingContext.ModelState.SetModelValue(bindingContext.ModelName, isChecked, isChecked ? "true" : "false");
            bindingContext.Result = ModelBindingResult.Success(isChecked);
        }

        return Task.CompletedTask;
    }

    public sealed class Provider : IModelBinderProvider
    {
        public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
            context.Metadata.ModelType == typeof(bool) ? new CheckBoxBinder() : null;
    }
}
