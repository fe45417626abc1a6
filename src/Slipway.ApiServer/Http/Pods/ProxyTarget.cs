namespace Slipway.ApiServer.Http.Pods;

/// <summary>What a proxy request names: <c>name</c>, <c>name:port</c> or <c>scheme:name:port</c>.</summary>
/// <param name="Name">The object's name.</param>
/// <param name="Port">Its port, by number or name; empty for the usual one.</param>
internal sealed record ProxyTarget(string Name, string Port)
{
    /// <returns>Null when the text is none of these forms.</returns>
    public static ProxyTarget? TryParse(string text) => text.Split(':') switch
    {
        [{ Length: > 0 } name] => new(name, ""),
        [{ Length: > 0 } name, var port] => new(name, port),
        ["" or "http" or "https", { Length: > 0 } name, var port] => new(name, port),
        _ => null,
    };
}
