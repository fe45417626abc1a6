using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Core.Pods;

/// <summary>AppArmor profiles in annotations of pods: they are of a container, name a profile, say what the field says, and stay.</summary>
internal static class AppArmorChecks
{
    private const string Prefix = AppArmorAnnotations.Prefix;
    private const string Localhost = AppArmorAnnotations.Localhost;

    /// <summary>Checks the annotations of any pod; the walk stands at its root.</summary>
    public static void Check(FieldChecker check, JsonObject pod)
    {
        foreach (var (key, value) in AnnotationsOf(pod))
        {
            if (!key.StartsWith(Prefix, StringComparison.Ordinal))
            {
                continue;
            }

            var (name, profile) = (key[Prefix.Length..], value?.GetValue<string>() ?? "");
            using var _ = check.In("metadata");
            using var entry = check.InKey("annotations", key);
            if (!AppArmorAnnotations.Containers(pod.Map("spec")!).Any(container => container.Container.Text("name") == name))
            {
                check.Invalid("", name, "container not found");
            }

            if (profile is not ("" or "runtime/default" or "unconfined") && !profile.StartsWith(Localhost, StringComparison.Ordinal))
            {
                check.Invalid("", profile, $"invalid AppArmor profile name: \"{profile}\"");
            }
        }
    }

    /// <summary>Checks that a new pod's annotations and fields say the same; the walk stands at its root.</summary>
    public static void CheckNew(FieldChecker check, JsonObject pod)
    {
        var spec = pod.Map("spec")!;
        var annotations = AnnotationsOf(pod);
        if (annotations.Count == 0 || spec.Map("os")?.Text("name") == "windows")
        {
            return;
        }

        foreach (var (container, list, index) in AppArmorAnnotations.Containers(spec))
        {
            var profile = container.Map("securityContext")?.Map("appArmorProfile") ?? spec.Map("securityContext")?.Map("appArmorProfile");
            if (profile is not null && annotations[Prefix + container.Text("name")]?.GetValue<string>() is { } annotation)
            {
                using var ofSpec = check.In("spec");
                using var ofContainer = check.In(list, index);
                using var ofContext = check.In("securityContext");
                using var ofProfile = check.In("appArmorProfile");
                CheckSame(check, annotation, profile);
            }
        }
    }

    /// <summary>
    /// Checks that an update leaves the annotations alone; the walk stands at the pod's root. What is wrong in them is told once more, as
    /// upstream does.
    /// </summary>
    public static void CheckUpdate(FieldChecker check, JsonObject pod, JsonObject old)
    {
        CheckKept(check, pod, old);
        Check(check, pod);
    }

    private static void CheckKept(FieldChecker check, JsonObject pod, JsonObject old)
    {
        var (now, before) = (AnnotationsOf(pod), AnnotationsOf(old));
        using var _ = check.In("metadata");
        foreach (var (key, value) in before)
        {
            if (key.StartsWith(Prefix, StringComparison.Ordinal) && !JsonNode.DeepEquals(value, now[key]))
            {
                using var removed = check.InKey("annotations", key);
                check.Forbidden("", "may not remove or update AppArmor annotations");
            }
        }

        foreach (var (key, _) in now)
        {
            if (key.StartsWith(Prefix, StringComparison.Ordinal) && !before.ContainsKey(key))
            {
                using var added = check.InKey("annotations", key);
                check.Forbidden("", "may not add AppArmor annotations");
            }
        }
    }

    private static JsonObject AnnotationsOf(JsonObject pod) => pod.Map("metadata")?.Map("annotations") ?? [];

    private static void CheckSame(FieldChecker check, string annotation, JsonObject profile)
    {
        var isSame = profile.Text("type") switch
        {
            "Unconfined" => annotation == "unconfined",
            "RuntimeDefault" => annotation == "runtime/default",
            "Localhost" => annotation.StartsWith(Localhost, StringComparison.Ordinal),
            _ => true,
        };
        if (!isSame)
        {
            check.Forbidden("type", "apparmor type in annotation and field must match");
        }
        else if (profile.Text("type") == "Localhost" && profile.Text("localhostProfile") != annotation[Localhost.Length..])
        {
            check.Forbidden("localhostProfile", "apparmor profile in annotation and field must match");
        }
    }
}
