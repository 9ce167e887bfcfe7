using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CitesDesMetiers.Tests.App;

/// <summary>Hears what Entity Framework sends to one site's database, as it is sent, until disposed.</summary>
internal sealed class CommandListener : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly string folder;
    private readonly Action<CommandEventData> heard;
    private readonly IDisposable listeners;
    private IDisposable? commands;

    public CommandListener(SiteFactory site, Action<CommandEventData> heard)
    {
        (folder, this.heard) = (site.Folder, heard);
        listeners = DiagnosticListener.AllListeners.Subscribe(this);
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            commands = value.Subscribe(this);
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == RelationalEventId.CommandExecuting.Name && value.Value is CommandEventData command
            && command.Command.Connection!.DataSource.StartsWith(folder, StringComparison.Ordinal))
        {
            heard(command);
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        commands?.Dispose();
        listeners.Dispose();
    }
}
