namespace Slipway.Testing;

/// <summary>The checkout that the tests were built from, and what may lie beside it.</summary>
internal static class Repository
{
    /// <summary>The checkout's folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A file or folder among the recorded facts that lie beside the repository where it is developed; null where they do not.</summary>
    public static string? FindShared(string relative)
    {
        var path = Path.GetFullPath(Path.Combine(Root, "..", "shared", relative));

        // A work tree may lie one folder deeper than the checkout it belongs to.
        var fromWorkTree = Path.GetFullPath(Path.Combine(Root, "..", "..", "shared", relative));
        return Path.Exists(path) ? path : Path.Exists(fromWorkTree) ? fromWorkTree : null;
    }

    /// <summary>The same; skips the calling test where it is not.</summary>
    public static string RequireShared(string relative)
    {
        var path = FindShared(relative);
        Assert.SkipWhen(path is null, $"../shared/{relative} is not beside the repository");
        return path!;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "slipway.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("slipway.slnx is in no folder above the tests");
    }
}
