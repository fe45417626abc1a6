using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds;

namespace Slipway.ApiServer.Admission.BuiltIn.PodSecurity;

/// <summary>A pod, or what pods will be made of, as the Pod Security Standards look at it.</summary>
/// <param name="metadata">Its metadata.</param>
/// <param name="spec">Its specification.</param>
internal sealed class SecuritySubject(JsonObject metadata, JsonObject spec)
{
    public JsonObject Spec => spec;

    public JsonObject Annotations => metadata.Map("annotations") ?? [];

    public bool IsWindows => spec.Map("os")?.Text("name") == "windows";

    /// <summary>Whether root in the pod is nobody on its node.</summary>
    public bool HasOwnUsers => spec.ContainsKey("hostUsers") && !spec.IsTrue("hostUsers");

    public List<JsonObject> Containers { get; } =
    [
        .. KindRules.Items(spec, "initContainers"), .. KindRules.Items(spec, "containers"), .. KindRules.Items(spec, "ephemeralContainers"),
    ];

    /// <summary>The names of containers in whose security context something is.</summary>
    public List<string> Where(Func<JsonObject, bool> isSo) =>
        [.. Containers.Where(c => isSo(c.Map("securityContext") ?? [])).Select(c => c.Text("name"))];

    /// <summary>Who sets something in a security context: the pod, containers, or both. Null for nobody.</summary>
    public string? Setters(Func<JsonObject, bool> isSo)
    {
        var containers = Where(isSo);
        var isPod = isSo(spec.Map("securityContext") ?? []);
        return (isPod, containers.Count) switch
        {
            (false, 0) => null,
            (true, 0) => "pod",
            (false, _) => Named("container", containers),
            _ => $"pod and {Named("container", containers)}",
        };
    }

    /// <summary>A noun for so many, and their names.</summary>
    public static string Named(string noun, ICollection<string> names) => $"{Plural(noun, names.Count)} {Quoted(names)}";

    public static string Plural(string noun, int count) => count == 1 ? noun : $"{noun}s";

    public static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"\"{n}\""));
}
