using Slipway.Cli.Terminal;

namespace Slipway.Cli.Generate;

/// <summary>The template that a cluster's manifest is made from.</summary>
internal static class ClusterTemplate
{
    private const string Prefix = "templates/";

    /// <summary>The flavors that the program brings along.</summary>
    public static IReadOnlyList<string> Flavors { get; } =
    [
        .. typeof(ClusterTemplate).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => n[Prefix.Length..])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>A template that the program brings along.</summary>
    /// <exception cref="CliException">There is no such flavor.</exception>
    public static async Task<string> OfFlavorAsync(string flavor, CancellationToken cancellationToken)
    {
        await using var stream = typeof(ClusterTemplate).Assembly.GetManifestResourceStream(Prefix + flavor)
            ?? throw new CliException(ExitCodes.Usage, $"there is no flavor \"{flavor}\": {string.Join(", ", Flavors)} was expected.");
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    /// <summary>A template of the user's, from a file or from the standard input.</summary>
    /// <exception cref="CliException">There is no such file.</exception>
    public static async Task<string> FromAsync(CliContext context, string file, CancellationToken cancellationToken)
    {
        if (file == "-")
        {
            return await context.In.ReadToEndAsync(cancellationToken);
        }

        return File.Exists(file)
            ? await File.ReadAllTextAsync(file, cancellationToken)
            : throw new CliException(ExitCodes.Usage, $"--from: {file} does not exist: a file or - was expected.");
    }
}
