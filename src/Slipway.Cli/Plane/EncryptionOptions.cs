using System.CommandLine;
using Slipway.ApiServer.Storage.Encryption;
using Slipway.Kubernetes.Randomness;

namespace Slipway.Cli.Plane;

/// <summary>Where the keys of the database are; with neither file, in the data directory.</summary>
internal sealed record EncryptionOptions
{
    /// <summary>A file of keys; null for the data directory's.</summary>
    public string? KeyFile { get; init; }

    /// <summary>A file of kind EncryptionConfiguration, which goes before the key file; null for none.</summary>
    public string? Configuration { get; init; }

    /// <summary>The files that a command line names.</summary>
    public static EncryptionOptions Of(ParseResult parsed, Option<string> keyFile, Option<string> configuration) =>
        new() { KeyFile = FullPath(parsed.GetValue(keyFile)), Configuration = FullPath(parsed.GetValue(configuration)) };

    /// <summary>Reads the keys, making the data directory's own when there are none.</summary>
    /// <exception cref="Slipway.ApiServer.Storage.StoreEncryptedException">The file cannot be used.</exception>
    public EncryptionRules Load(DataDirectory directory, IRandomSource random)
    {
        if (Configuration is not null)
        {
            return EncryptionConfiguration.Load(Configuration, random);
        }

        if (KeyFile is null)
        {
            EncryptionKeyFile.Ensure(directory.EncryptionKeys, random);
        }

        return EncryptionKeyFile.Load(KeyFile ?? directory.EncryptionKeys, random);
    }

    private static string? FullPath(string? path) => path is { Length: > 0 } ? Path.GetFullPath(path) : null;
}
