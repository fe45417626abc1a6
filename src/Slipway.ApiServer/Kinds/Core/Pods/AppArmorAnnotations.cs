using System.Text;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Kinds.Core.Pods;

/// <summary>
/// Annotations that said a container's AppArmor profile before there was a field for it: in new pods they become that field.
/// </summary>
internal static class AppArmorAnnotations
{
    /// <summary>What such an annotation's name begins with; the rest is the container's name.</summary>
    public const string Prefix = "container.apparmor.security.beta.kubernetes.io/";

    /// <summary>What the name of a profile of the node begins with.</summary>
    public const string Localhost = "localhost/";

    // What the kernel takes as a path, less its end.
    private const int MaxProfile = 4095;

    private static readonly string[] Lists = ["initContainers", "containers", "ephemeralContainers"];

    /// <summary>What is said of an annotation without its field.</summary>
    /// <param name="root">The path of what has the metadata: empty, or a template's with its dot.</param>
    /// <param name="container">The container's name.</param>
    public static string Warning(string root, string container) =>
        $"{root}metadata.annotations[{Prefix}{container}]: deprecated since v1.30; use the \"appArmorProfile\" field instead";

    /// <summary>Sets the field of each container that has only the annotation.</summary>
    /// <param name="pod">A new pod.</param>
    /// <param name="warnings">Gets a warning of each annotation that became a field, and of each that cannot.</param>
    public static void BecomeFields(JsonObject pod, List<string> warnings)
    {
        if (pod.Map("metadata")?.Map("annotations") is not { Count: > 0 } annotations || pod.Map("spec") is not { } spec
            || spec.Map("os")?.Text("name") == "windows")
        {
            return;
        }

        foreach (var (container, _, _) in Containers(spec))
        {
            BecomeField(container, annotations, spec.Map("securityContext")?["appArmorProfile"], warnings);
        }
    }

    /// <summary>All containers of a pod, each with its list and its place there, in upstream's order.</summary>
    public static IEnumerable<(JsonObject Container, string List, int Index)> Containers(JsonObject spec) =>
        Lists.SelectMany(list => KindRules.Items(spec, list).Select((container, i) => (container, list, i)));

    private static void BecomeField(JsonObject container, JsonObject annotations, JsonNode? ofPod, List<string> warnings)
    {
        var name = container.Text("name");
        if (annotations[Prefix + name] is not { } annotation || container.Map("securityContext")?["appArmorProfile"] is not null)
        {
            return;
        }

        var profile = ProfileOf(annotation.GetValue<string>());
        if (profile is not null && JsonNode.DeepEquals(profile, ofPod))
        {
            return;
        }

        warnings.Add(Warning("", name));
        if (profile is not null)
        {
            container.Ensure("securityContext")["appArmorProfile"] = profile;
        }
    }

    // Null for what would be no valid field.
    private static JsonObject? ProfileOf(string annotation) => annotation switch
    {
        "unconfined" => new JsonObject { ["type"] = "Unconfined" },
        "runtime/default" => new JsonObject { ["type"] = "RuntimeDefault" },
        _ when annotation.StartsWith(Localhost, StringComparison.Ordinal) && annotation[Localhost.Length..] is { Length: > 0 } path
            && path.Trim() == path && Encoding.UTF8.GetByteCount(path) <= MaxProfile
            => new JsonObject { ["type"] = "Localhost", ["localhostProfile"] = path },
        _ => null,
    };
}
