using System.Runtime.CompilerServices;

namespace Slipway.Kubernetes.Tests;

/// <summary>Recorded facts that lie beside the repository where it is developed; a test that needs them is skipped elsewhere.</summary>
internal static class SharedFiles
{
    public static string Require(string relative)
    {
        for (var folder = Path.GetDirectoryName(ThisFile()); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var path = Path.Combine(folder, "shared", relative);
            if (Path.Exists(path))
            {
                return path;
            }
        }

        Assert.Skip($"shared/{relative} is not beside this repository");
        return "";
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
