using System.CommandLine;

namespace Slipway.Cli.Commands;

/// <summary>Options that several commands have, each time as a new instance.</summary>
internal static class CommonOptions
{
    public static Option<string> DataDirectory() => new("--data-dir")
    {
        Description = "Where the plane keeps its state. Default: $SLIPWAY_DATA_DIR, or ~/.slipway.",
        HelpName = "DIR",
    };

    public static Option<string> EncryptionKeyFile() => new("--encryption-key-file")
    {
        Description = "The keys that encrypt Secrets in the database, one a line in base64, the one to write with first. Default: encryption.key in the data directory.",
        HelpName = "FILE",
    };

    public static Option<string> EncryptionConfiguration() => new("--encryption-config")
    {
        Description = "A file of kind EncryptionConfiguration (providers aesgcm and identity) instead of a key file.",
        HelpName = "FILE",
    };

    public static Option<string> Kubeconfig() => new("--kubeconfig")
    {
        Description = "The kubeconfig to use. Default: $KUBECONFIG, or the one in the data directory.",
        HelpName = "FILE",
    };

    public static Option<string> Namespace() => new("--namespace", "-n")
    {
        Description = "The namespace. Default: the kubeconfig's, or 'default'.",
        HelpName = "NAMESPACE",
    };

    public static Option<string[]> Files(string description) => new("--filename", "-f")
    {
        Description = description,
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = false,
    };

    public static Option<TimeSpan?> Timeout(string description) => new("--timeout")
    {
        Description = description,
        HelpName = "DURATION",
        CustomParser = Durations.Parse,
    };
}
