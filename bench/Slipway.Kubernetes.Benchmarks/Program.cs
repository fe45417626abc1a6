using BenchmarkDotNet.Running;
using Slipway.Kubernetes.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(WritePathBenchmarks).Assembly).Run(args);
