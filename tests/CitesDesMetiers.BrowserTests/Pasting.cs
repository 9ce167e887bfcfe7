using Microsoft.Playwright;

namespace CitesDesMetiers.BrowserTests;

/// <summary>A paste as the browser reports it, with what a program has put on the clipboard.</summary>
internal static class Pasting
{
    public static async Task PasteAsync(this ILocator area, string html, string text) =>
        await area.EvaluateAsync("""
            (area, [html, text]) => {
              area.focus();
              const data = new DataTransfer();
              data.setData('text/html', html);
              data.setData('text/plain', text);
              area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """, new[] { html, text });
}
