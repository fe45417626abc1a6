using Slipway.ApiServer.Pki;
using Slipway.Cli.Terminal;

namespace Slipway.Cli.Plane;

/// <summary>Where one management plane keeps everything.</summary>
/// <param name="Root">The directory, as an absolute path.</param>
internal sealed record DataDirectory(string Root)
{
    /// <summary>The administrator's kubeconfig: there when the plane was ready.</summary>
    public string Kubeconfig => Path.Combine(Root, "kubeconfig");

    /// <summary>Says which process is the plane.</summary>
    public string ProcessFile => Path.Combine(Root, "slipway.pid");

    /// <summary>Everything that the plane and its in-memory clusters hold.</summary>
    public string Database => Path.Combine(Root, "slipway.db");

    /// <summary>The plane's certificate authority and the key of its tokens.</summary>
    public string Pki => Path.Combine(Root, "pki");

    /// <summary>Files that are needed for a moment; what a killed plane left there goes at the next start.</summary>
    private string Work => Path.Combine(Root, "work");

    /// <summary>The keys that encrypt Secrets in the database.</summary>
    public string EncryptionKeys => Path.Combine(Root, "encryption.key");

    /// <summary>What a detached plane has to say.</summary>
    public string Log => Path.Combine(Root, "slipway.log");

    /// <summary>The directory of an option, of <c>$SLIPWAY_DATA_DIR</c>, or <c>~/.slipway</c>.</summary>
    public static DataDirectory Find(CliContext context, string? option)
    {
        var root = option is { Length: > 0 } ? option : context.Variable("SLIPWAY_DATA_DIR");
        return new(Path.GetFullPath(root is { Length: > 0 } ? root : Path.Combine(HomeOf(context), ".slipway")));
    }

    /// <summary>Makes the directory, for its owner only: Secrets are in it.</summary>
    public void Create() => DurableDirectory.Create(Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    /// <summary>The path for a file that is needed for a moment.</summary>
    public string NewWorkFile()
    {
        Directory.CreateDirectory(Work);
        return Path.Combine(Work, Path.GetRandomFileName());
    }

    /// <summary>Deletes what an earlier process left behind.</summary>
    public void ClearWork()
    {
        if (Directory.Exists(Work))
        {
            Directory.Delete(Work, recursive: true);
        }
    }

    private static string HomeOf(CliContext context) => context.Variable("HOME") is { Length: > 0 } home
        ? home
        : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
}
