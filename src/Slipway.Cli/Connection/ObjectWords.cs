using Slipway.Cli.Delete;
using Slipway.Kubernetes.Objects;

namespace Slipway.Cli.Connection;

/// <summary>The words by which a user names objects: <c>machine a b</c>, or <c>machine/a cluster/b</c>.</summary>
/// <param name="First">A resource, or a resource and a name; null when nothing was said.</param>
/// <param name="Rest">Names, or more resources with names.</param>
internal sealed record ObjectWords(string? First, string[] Rest)
{
    /// <summary>Whether single objects are named.</summary>
    public bool NamesObjects => First is not null && (Rest.Length > 0 || First.Contains('/', StringComparison.Ordinal));

    /// <summary>The resources and names; a name is null where all objects of the resource are meant.</summary>
    /// <exception cref="CliException">The two forms are mixed.</exception>
    public IReadOnlyList<(string Resource, string? Name)> Split()
    {
        if (First is null)
        {
            return [];
        }

        if (!First.Contains('/', StringComparison.Ordinal))
        {
            return Rest.Length == 0 ? [(First, null)] : [.. Rest.Select(name => (First, Check(name)))];
        }

        return [.. Rest.Prepend(First).Select(SplitOne)];
    }

    /// <summary>The objects that are named.</summary>
    public IReadOnlyList<DoomedObject> Resolve(ServedResources served, string ns) =>
    [
        .. from word in Split()
           from resource in served.Resolve(word.Resource)
           select new DoomedObject(resource, new ObjectKey(resource.Type.Namespaced ? ns : "", word.Name!)),
    ];

    private static string? Check(string name) => name.Contains('/', StringComparison.Ordinal)
        ? throw new CliException(ExitCodes.Usage, $"\"{name}\": say either RESOURCE NAME... or RESOURCE/NAME..., not both.")
        : name;

    private static (string, string?) SplitOne(string word) => word.Split('/') is [{ Length: > 0 } resource, { Length: > 0 } name]
        ? (resource, name)
        : throw new CliException(ExitCodes.Usage, $"\"{word}\": RESOURCE/NAME was expected.");
}
