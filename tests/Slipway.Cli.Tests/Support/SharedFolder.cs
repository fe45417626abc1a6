namespace Slipway.Cli.Tests.Support;

/// <summary>The folder of recorded answers that may lie beside the repository; tests that need it skip without it.</summary>
internal static class SharedFolder
{
    /// <summary>The text of a file in the folder; skips the calling test when it is not there.</summary>
    public static string Read(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", relative);
            if (File.Exists(candidate))
            {
                return File.ReadAllText(candidate);
            }
        }

        Assert.Skip($"shared/{relative} is not beside the repository");
        return "";
    }
}
