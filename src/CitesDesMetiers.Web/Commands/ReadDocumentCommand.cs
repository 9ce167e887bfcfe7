using System.CommandLine;
using System.Runtime.InteropServices;
using CitesDesMetiers.Documents.Reading;
using CitesDesMetiers.Web.Newsletter.Documents;

namespace CitesDesMetiers.Web.Commands;

/// <summary>
/// <c>read-document</c>: what <see cref="ReadingProcess"/> runs. Reads one document from standard input and writes JSON to standard output.
/// </summary>
internal static class ReadDocumentCommand
{
    /// <summary>RLIMIT_DATA of Linux: memory that a process can write to.</summary>
    private const int DataLimit = 2;

    /// <summary>RLIMIT_CPU: seconds.</summary>
    private const int ProcessorLimit = 0;

    /// <summary>RLIMIT_CORE: a crash leaves no picture of the memory on disk.</summary>
    private const int CoreLimit = 4;

    /// <summary>What .NET maps for itself, beyond what it uses.</summary>
    private const long Reserve = 256 * 1024 * 1024;

    public static Command Create()
    {
        var command = new Command(ReadingProcess.Command, "Reads a document from standard input.") { Hidden = true };
        command.SetAction(async (_, cancellation) =>
        {
            Limit();
            using var content = new MemoryStream();
            await using (var input = Console.OpenStandardInput())
            {
                await input.CopyToAsync(content, cancellation);
            }

            await using var output = Console.OpenStandardOutput();
            ReadingAnswer.Write(content.ToArray(), output);
            return 0;
        });
        return command;
    }

    /// <summary>Sets the limits of the system where it has them. They hold even if the site that started the process is gone.</summary>
    private static void Limit()
    {
        if (OperatingSystem.IsLinux())
        {
            Set(DataLimit, ReadingProcess.Memory + Reserve);
            Set(ProcessorLimit, (long)ReadingProcess.Time.TotalSeconds * 2);
            Set(CoreLimit, 0);
        }
    }

    private static void Set(int resource, long value)
    {
        var limit = new ResourceLimit { Current = (nuint)value, Most = (nuint)value };

        // Where the system refuses, the limits of the parent process remain.
        _ = SetLimit(resource, ref limit);
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct ResourceLimit
    {
        public nuint Current;
        public nuint Most;
    }

#pragma warning disable SYSLIB1054 // Generated code would need unsafe code in the whole project.
    [DllImport("libc", EntryPoint = "setrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetLimit(int resource, ref ResourceLimit limit);
#pragma warning restore SYSLIB1054
}
