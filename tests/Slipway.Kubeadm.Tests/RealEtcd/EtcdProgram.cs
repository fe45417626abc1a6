namespace Slipway.Kubeadm.Tests.RealEtcd;

/// <summary>The etcd server that ./test brings, or the machine's own.</summary>
internal static class EtcdProgram
{
    /// <summary>Its path; skips the calling test where there is none.</summary>
    public static string Require() => Find("etcd");

    /// <summary>The path of its command line client; skips the calling test where there is none.</summary>
    public static string RequireClient() => Find("etcdctl");

    private static string Find(string name)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Append(Path.Combine(Repository.Root, "artifacts", "tools", "usr", "bin"));
        var path = folders.Select(f => Path.Combine(f, name)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"{name} is not at hand: eng/test-tools brings it on Debian");
        return path!;
    }
}
