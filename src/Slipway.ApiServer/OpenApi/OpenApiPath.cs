namespace Slipway.ApiServer.OpenApi;

/// <summary>A path and what may be asked of it.</summary>
/// <param name="Template">The path, with <c>{name}</c> and the like where values go.</param>
/// <param name="Operations">By method.</param>
internal sealed record OpenApiPath(string Template, IReadOnlyList<OpenApiOperation> Operations)
{
    /// <summary>The names in the template, in the order of the alphabet.</summary>
    public IEnumerable<string> Names =>
        Template.Split('/').Where(part => part is ['{', .., '}']).Select(part => part[1..^1]).Order(StringComparer.Ordinal);

    /// <summary>The parameters that all operations have; they are told once, of the path.</summary>
    public IReadOnlyList<string> Common =>
        [.. Operations.Select(o => o.Parameters.AsEnumerable()).Aggregate((all, own) => all.Intersect(own, StringComparer.Ordinal))];
}
