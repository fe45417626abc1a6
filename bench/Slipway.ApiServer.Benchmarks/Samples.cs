using System.Text;
using Slipway.ApiServer.Storage;

namespace Slipway.ApiServer.Benchmarks;

internal static class Samples
{
    /// <summary>An object of 1 KiB, about a Machine's size.</summary>
    public static RevisionTemplate Machine { get; } = RevisionTemplate.Parse(Encoding.UTF8.GetBytes(
        $$$"""
        {"apiVersion":"cluster.x-k8s.io/v1beta2","kind":"Machine","metadata":{"name":"m","namespace":"default"},
        "spec":{"data":"{{{new string('x', 900)}}}"}}
        """));

    public static StoreKey Key(int number) => new("machines.cluster.x-k8s.io", "default", $"machine-{number}");
}
