using System.Text.Json.Nodes;
using Slipway.Kubeadm.Bootstrap;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Kubeadm.Ignition;

/// <summary>
/// Reads <c>spec.ignition.containerLinuxConfig.additionalConfig</c>: a Container Linux Config, a Butane file of Flatcar or Fedora CoreOS, or
/// Ignition's own JSON of version 3.
/// </summary>
internal static class AdditionalConfig
{
    private const string Field = "spec.ignition.containerLinuxConfig.additionalConfig";

    /// <summary>The text as Ignition configuration.</summary>
    /// <param name="text">The text.</param>
    /// <param name="strict">Whether a key that means nothing is an error; otherwise it is passed over.</param>
    /// <exception cref="InvalidBootDataException">The text cannot be used.</exception>
    public static JsonObject Read(string text, bool strict)
    {
        var root = Parse(text);
        if (root["ignition"]?["version"] is { } version)
        {
            return version.ToString().StartsWith("3.", StringComparison.Ordinal)
                ? WithoutVersion(root)
                : throw Invalid($"ignition.version {version}: of Ignition's own JSON only version 3 is taken");
        }

        var translation = new ContainerLinuxTranslation();
        var config = translation.Translate(root);
        if (translation.Refused.Count > 0)
        {
            throw Invalid(string.Join("; ", translation.Refused));
        }

        return strict && translation.Unknown.Count > 0
            ? throw Invalid($"strict: there is no key {string.Join(", ", translation.Unknown)}")
            : config;
    }

    // The result is of the version that is written, which is no older.
    private static JsonObject WithoutVersion(JsonObject root)
    {
        ((JsonObject)root["ignition"]!).Remove("version");
        return root;
    }

    private static JsonObject Parse(string text)
    {
        try
        {
            return KubeYaml.Parse(text) switch
            {
                null => [],
                JsonObject root => root,
                _ => throw Invalid("it must be a YAML mapping"),
            };
        }
        catch (YamlFormatException e)
        {
            throw Invalid(e.Message);
        }
    }

    private static InvalidBootDataException Invalid(string what) => new($"{Field}: {what}");
}
