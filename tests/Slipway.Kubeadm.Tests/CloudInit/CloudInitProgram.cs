using System.Text.Json.Nodes;
using Slipway.Kubeadm.Tests.Support;

namespace Slipway.Kubeadm.Tests.CloudInit;

/// <summary>The real cloud-init, its YAML reader, and a shell.</summary>
internal static class CloudInitProgram
{
    private const string Load = "import json, sys, yaml; json.dump(yaml.safe_load(sys.stdin.buffer.read().decode()), sys.stdout)";

    // Where eng/test-tools has brought it, it was not installed: Python is told.
    private static readonly (string, string) Modules =
        ("PYTHONPATH", Path.Combine(Repository.Root, "artifacts", "tools", "usr", "lib", "python3", "dist-packages"));

    /// <summary>Its path; skips the calling test where it is not at hand.</summary>
    public static string Require()
    {
        var path = Programs.Find("cloud-init");
        Assert.SkipWhen(path is null || !File.Exists("/usr/bin/python3"), "cloud-init is not at hand: eng/test-tools brings it on Debian that has python3");
        return path!;
    }

    /// <summary>What the schema check says of user data whose template is filled in.</summary>
    public static async Task<(int Status, string Output)> CheckSchemaAsync(string userData) =>
        await Programs.WithFileAsync(
            await RenderAsync(userData), file => Programs.RunAsync(Require(), ["schema", "--config-file", file], environment: Modules));

    /// <summary>The user data as cloud-init understands it: template filled in, then read as YAML.</summary>
    public static async Task<JsonObject> ReadAsync(string userData)
    {
        var (status, output) = await Programs.RunAsync("/usr/bin/python3", ["-c", Load], await RenderAsync(userData), environment: Modules);
        Assert.True(status == 0, output);
        return JsonNode.Parse(output)!.AsObject();
    }

    /// <summary>Runs a shell script.</summary>
    public static async Task RunShellAsync(string script, string folder)
    {
        var (status, output) = await Programs.WithFileAsync(script, file => Programs.RunAsync("/bin/sh", [file], folder: folder));
        Assert.True(status == 0, output);
    }

    private static async Task<string> RenderAsync(string userData)
    {
        const string instance = """{"ds":{"meta_data":{"local_hostname":"machine-0"}},"v1":{"local_hostname":"machine-0"}}""";
        var (status, output) = await Programs.WithFileAsync(
            userData,
            file => Programs.WithFileAsync(
                instance, data => Programs.RunAsync(Require(), ["devel", "render", "--instance-data", data, file], environment: Modules)));
        Assert.True(status == 0, output);
        return output;
    }
}
