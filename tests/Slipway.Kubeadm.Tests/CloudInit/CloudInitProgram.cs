using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Slipway.Kubeadm.Tests.CloudInit;

/// <summary>The real cloud-init, its YAML reader, and a shell.</summary>
internal static class CloudInitProgram
{
    private const string Program = "/usr/bin/cloud-init";
    private const string Python = "/usr/bin/python3";
    private const string Load = "import json, sys, yaml; json.dump(yaml.safe_load(sys.stdin.buffer.read().decode()), sys.stdout)";

    /// <summary>Skips the calling test where it is not installed.</summary>
    public static void Require() =>
        Assert.SkipUnless(File.Exists(Program) && File.Exists(Python), $"{Program} is not installed (Debian package cloud-init): the real one is not asked");

    /// <summary>What the schema check says of user data whose template is filled in.</summary>
    public static async Task<(int Status, string Output)> CheckSchemaAsync(string userData) =>
        await WithFileAsync(await RenderAsync(userData), file => RunAsync(Program, ["schema", "--config-file", file]));

    /// <summary>The user data as cloud-init understands it: template filled in, then read as YAML.</summary>
    public static async Task<JsonObject> ReadAsync(string userData)
    {
        var (status, output) = await RunAsync(Python, ["-c", Load], await RenderAsync(userData));
        Assert.True(status == 0, output);
        return JsonNode.Parse(output)!.AsObject();
    }

    /// <summary>Runs a shell script.</summary>
    public static async Task RunShellAsync(string script, string folder)
    {
        var (status, output) = await WithFileAsync(script, file => RunAsync("/bin/sh", [file], folder: folder));
        Assert.True(status == 0, output);
    }

    private static async Task<string> RenderAsync(string userData)
    {
        const string instance = """{"ds":{"meta_data":{"local_hostname":"machine-0"}},"v1":{"local_hostname":"machine-0"}}""";
        var (status, output) = await WithFileAsync(
            userData, file => WithFileAsync(instance, data => RunAsync(Program, ["devel", "render", "--instance-data", data, file])));
        Assert.True(status == 0, output);
        return output;
    }

    private static async Task<T> WithFileAsync<T>(string text, Func<string, Task<T>> use)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, text);
            return await use(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<(int Status, string Output)> RunAsync(string program, string[] arguments, string? input = null, string? folder = null)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            WorkingDirectory = folder ?? "", StandardInputEncoding = new System.Text.UTF8Encoding(false),
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input ?? "");
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, process.ExitCode == 0 ? await output : await output + await error);
    }
}
