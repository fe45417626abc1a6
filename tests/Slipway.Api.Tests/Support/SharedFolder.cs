namespace Slipway.Api.Tests.Support;

/// <summary>The folder of recorded answers that may lie beside the repository; tests that need it skip without it.</summary>
internal static class SharedFolder
{
    /// <summary>A path in the folder; skips the calling test when it is not there.</summary>
    public static string Path(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "shared", relative);
            if (IsThere(candidate))
            {
                return candidate;
            }
        }

        Assert.Skip($"shared/{relative} is not beside the repository");
        return "";
    }

    private static bool IsThere(string path) => File.Exists(path) || Directory.Exists(path);
}
