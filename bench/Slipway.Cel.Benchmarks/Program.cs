using BenchmarkDotNet.Running;
using Slipway.Cel.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(EvaluationBenchmarks).Assembly).Run(args);
