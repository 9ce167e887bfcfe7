namespace CitesDesMetiers.Web.Platform;

/// <summary>Files that other accounts of the machine may not read.</summary>
internal static class OwnerOnlyFile
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Opens a file for writing. If it is new, it has the mode 0600; on Windows it has the rights of its folder.</summary>
    public static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Mode;
        }

        return File.Open(path, options);
    }

    /// <summary>Whether others than the owner may do anything with the file.</summary>
    public static bool IsOpenToOthers(string path) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~(Mode | UnixFileMode.UserExecute)) != 0;
}
